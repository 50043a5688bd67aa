"""The words the job asks for, and where the person says them: taxonomy, offer, matching, gaps."""
