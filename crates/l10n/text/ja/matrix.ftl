# 利用者と接続元の組み合わせ

matrix-title = 利用者と接続元
matrix-intro = 接続元は 1 つのアドレス、またはコンマで区切った範囲です。「追加」を選択すると、選択した組み合わせのうち表にないサインインを追加します。
matrix-who = 利用者
matrix-from = 接続元
matrix-add-who = 追加
matrix-add-from = 追加
matrix-other = その他
matrix-edit = { $name } を編集
matrix-principal = プリンシパル ARN ({"{account}"} はアカウント ID に置き換わります)
matrix-usual = 標準のリストに戻す
matrix-add = サインインを { $count } 件追加
