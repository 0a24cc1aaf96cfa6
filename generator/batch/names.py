"""What a batch calls its own: files and folders of an output folder, and inputs that are no files."""

FOLDER = ".briefwright"
"""The folder of an output folder in which journals and locks stand."""

INDEX = "index.html"
"""The page of what was made, at the top of the output folder."""

OUT = "output"
"""The output folder, here, when neither the plan nor anyone says another."""

TOOL = "$tool"
"""The program, its libraries and fonts among the inputs of a document."""
