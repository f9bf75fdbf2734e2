"""Texts in files that are no pages: data in JSON, YAML and CSV, feeds, and manifests of web apps."""
