"""Between models and the domain: the published catalogue, the document, history, publication and reports."""
