"""The local preview: watch a project, build what was saved, show it in the browser.

``changes`` says what saved files ask for, ``preview`` builds it, ``board`` tells open pages, ``server`` serves them and
``watching`` hears of saved files; :func:`pipeline.serving.preview.serve` joins them.
"""
