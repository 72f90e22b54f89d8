# コードエディター

editor-label = { $name } のテキスト
editor-placeholder = ポリシー、またはポリシーを表示する AWS コマンドの出力を貼り付けてください。Ctrl+Space でひな形を選べます。
editor-hint = Tab でインデントします。入力欄から出るには Escape、続けて Tab を押します。Ctrl+Space で入力候補、Alt+F1 でカーソル位置の語の説明、F8 で次の問題、Ctrl+ピリオドで修正、Shift+Alt+F で整形します。
editor-leave = Tab キーはインデントします。エディターから移動するには、Esc キーの後に Tab キーを押します。
editor-hint-plain = Tab で入力欄から出ます。
editor-loading = エディターを読み込んでいます。すでに入力できます。
editor-failed = エディターを読み込めませんでした。この簡易入力欄でも、色分けと入力候補がないだけで同じ作業ができます。入力内容は失われていません。
editor-format = 整形
editor-search = 検索
editor-more = このテキストのその他の操作
editor-complete = 入力候補
editor-explain = カーソル位置の語の説明
editor-fix-here = カーソル位置の問題を修正
editor-next-problem = 次の問題
editor-fold-all = すべて折りたたむ
editor-unfold-all = すべて展開する

# CodeMirror 自身の文言
editor-completions = 入力候補
editor-control-character = 制御文字
editor-selection-deleted = 選択範囲を削除しました
editor-find = 検索
editor-replace-field = 置換
editor-next = 次へ
editor-previous = 前へ
editor-all = すべて選択
editor-match-case = 大文字と小文字を区別
editor-by-word = 単語単位
editor-regexp = 正規表現
editor-replace = 置換
editor-replace-all = すべて置換
editor-close = 閉じる
editor-current-match = 現在の一致
editor-on-line = 行:
editor-replaced-matches = $ 件を置換しました
editor-replaced-match = $ 行目の一致を置換しました
editor-go-to-line = 行へ移動
editor-go = 移動
editor-folded-code = 折りたたまれたテキスト
editor-unfold = 展開
editor-fold-line = 折りたたむ
editor-unfold-line = 展開する
editor-folded-lines = 折りたたんだ行
editor-unfolded-lines = 展開した行
editor-to = から
