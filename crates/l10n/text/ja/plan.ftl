# 別のテキストから現在のテキストへの手順

plan-title = 展開計画
plan-open = 展開を計画
plan-about = 変更前のテキストから現在のテキストへの手順を、保証を破らない順に示します。
plan-close = 計画を隠す
plan-stages = 最初に適用する OU (任意)
plan-working = 計画しています…
plan-now = 最初の手順の前の状態
plan-behind = この手順の後の状態
plan-watch = 次の手順の前に
plan-rollback = 元に戻すには
plan-look-of = 確認するコマンド: { $about }
plan-rollback-of = 元に戻すコマンド: { $about }
plan-stopped = 次の手順にできないもの
plan-notes = 全体についての注意
plan-outputs = 手順書とスクリプト
plan-markdown = 手順書 (Markdown)
plan-script = 手順ごとに確認するスクリプト
