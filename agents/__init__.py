"""The app: planning on catalogues, and its command line."""
