"""Stage 1: what is out there. Collectors are sans-IO (`base.Collector`), archive readers read the person's own exports."""
