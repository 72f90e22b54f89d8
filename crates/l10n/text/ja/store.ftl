# このブラウザに保存された内容

store-title = 名前とバージョン
store-name = このワークスペースの名前
store-workspaces = このブラウザのワークスペース
store-current = 表示中
store-open = 開く
store-open-named = { $name } を開く
store-delete-named = { $name } を削除
store-really = 本当に削除しますか?
store-really-named = 本当に { $name } を削除しますか?
store-versions = このワークスペースのバージョン
store-versions-hint = 作業中に自動で保存されます。空きがなくなると、保持したもの以外は古い順に削除されます。
store-no-versions = 以前のバージョンはまだありません。
store-keep = 現在の内容を保持
store-pin = 保持
store-pin-named = { $when } のバージョンを保持
store-restore = 復元
store-restore-named = { $when } のバージョンを復元
store-other-tab = 別のタブから
store-only-here = このタブのみ
store-holds = ポリシー: { $documents }、サインイン: { $scenarios }
