# 利用者と接続元の組み合わせ

matrix-title = 利用者と接続元を組み合わせる
matrix-intro = 選択した項目の組み合わせごとにサインインを 1 件追加します。すでに表にある組み合わせは追加しません。
matrix-who = 利用者
matrix-from = 接続元
matrix-add-who = 追加
matrix-add-from = 追加
matrix-other = その他
matrix-edit = { $name } を編集
matrix-principal = プリンシパル ARN ({"{account}"} はアカウント ID に置き換わります)
matrix-usual = 標準のリストに戻す
matrix-add = サインインを { $count } 件追加
