# Case files in and out.

files-title = Import and export
files-import = Import
files-import-hint = A case file, as the command line and the npm package read it, or a share link. It opens as a workspace of its own; this one stays.
files-file = From a file
files-paste = Or paste it here
files-pasted = Pasted case
files-open = Open
files-refused = That file is too large or no text.
files-export = Export
files-export-hint = Account, policies, sign-ins and expectations in one JSON file.
files-left-out = Documents without a text are left out: { $names }
files-lists = Personas and networks of your own are left out.
