# Case files in and out.

files-title = Import and export
files-import = Import
files-import-hint = A case file (as used by the CLI and the npm package) or a share link. It opens as a new workspace; this one stays.
files-file = From a file
files-paste = Or paste it here
files-pasted = Pasted case
files-open = Open
files-refused = The file is too large, or it is not text. Choose another one.
files-export = Export
files-export-hint = Account, policies, sign-ins and expectations in one JSON file.
files-left-out = Empty documents are left out: { $names }
