"""The web explorer and the SPARQL endpoint, on one port."""
