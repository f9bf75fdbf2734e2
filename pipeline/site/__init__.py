"""The site as a whole: addresses, links between pages and languages, sitemap, redirects."""
