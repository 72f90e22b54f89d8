# ケースファイルの入出力

files-title = インポートとエクスポート
files-import = インポート
files-import-hint = コマンドラインや npm パッケージで使用するケースファイル、または共有リンクを読み込みます。独立したワークスペースとして開くため、現在の内容は失われません。
files-file = ファイルから
files-paste = またはここに貼り付け
files-pasted = 貼り付けたケース
files-open = 開く
files-refused = ファイルが大きすぎるか、テキストではありません。別のファイルを選択してください。
files-export = エクスポート
files-export-hint = アカウント、ポリシー、サインイン、期待値を 1 つの JSON ファイルにまとめます。
files-left-out = 内容のない文書は含まれません: { $names }
