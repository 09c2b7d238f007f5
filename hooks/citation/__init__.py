"""How the publication, each of its pages and each passage is cited: what is known of it as CSL-JSON, that in the styles
that readers use, and as records for reference managers."""
