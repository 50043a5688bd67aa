"""Is there an account of this name here? One's own handles on a catalogue of sites, with five verdicts and a control for each belief."""

from ereput.collect.accounts.check import Account, check
from ereput.collect.accounts.imports import read_file, read_sites
from ereput.collect.accounts.sites import Site, catalogue

__all__ = ["Account", "Site", "catalogue", "check", "read_file", "read_sites"]
