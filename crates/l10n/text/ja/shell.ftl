# ページの枠組み

shell-skips = 移動
shell-skip-policies = ポリシーへ移動
shell-skip-sign-ins = サインインの表へ移動
shell-skip-why = 判定の理由へ移動
shell-panes = ページの区画
shell-policies = ポリシー
shell-split-columns = ポリシー欄の幅
shell-split-rows = サインイン表の高さ
shell-split-list = ポリシー一覧の高さ

shell-workspace = ワークスペース { $name }
shell-new = 新しいワークスペース
shell-copy = このワークスペースを複製
shell-manage = 名前とバージョン…
shell-import = AWS のツールからインポート…
shell-files = インポートとエクスポート…
shell-undo = 元に戻す
shell-redo = やり直す
shell-views = ヘルプ
shell-gallery = 例
shell-guide = ガイド
shell-about = vestibule について
shell-share = 共有
shell-more = その他
shell-language = 言語
shell-theme = 配色
shell-system = システムに合わせる
shell-light = ライト
shell-dark = ダーク

shell-changed-more = 他 { $count } 件も変わりました。

shell-private = 判定はすべてこの端末で行われ、どこにも送信されません。
shell-saving = 保存しています…
shell-saved = このブラウザに保存しました
shell-full = 保存できません: このブラウザの保存領域に空きがありません
shell-denied = 保存できません: このブラウザはページのデータを保存しません
shell-other-tab = 別のタブでもこのワークスペースが変更されました
