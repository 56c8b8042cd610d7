"""Parts of pages that know the services."""
