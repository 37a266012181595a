"""Collecting published inspection documents from the report site into a folder with a manifest."""
