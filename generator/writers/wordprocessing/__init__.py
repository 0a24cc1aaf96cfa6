"""WordprocessingML as strings: runs, paragraphs, tables, numbering, drawings, headers and settings of a document."""
