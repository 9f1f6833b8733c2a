"""From contents to what people read: blocks, and their renderers for terminal, page, Markdown, DOCX and PDF."""
