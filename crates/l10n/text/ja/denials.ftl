# 表示された文や記録から、サインインが拒否された理由を調べる

denials-title = 拒否された理由
denials-text = ユーザーに表示された文、または記録
denials-about = 表示された文、CloudTrail のイベント、または IAM Access Troubleshooter の記録を貼り付けてください。
denials-private = この文はこのタブだけにあり、保存、共有、エクスポートの対象になりません。
denials-clear = 消去
denials-earlier = 前の文に戻す
denials-long = { $count } 文字を貼り付けました。長すぎるため、ここには表示しません。
denials-too-long = 1 MiB を超えているため読み取りません。1 つのサインインのイベントだけを取り出してください。
denials-row = 対象のサインイン
denials-row-any = 不明: 表のいずれか
denials-working = 理由を調べています…
denials-no-policies = ポリシーがないため、照合していません。
denials-differs = ポリシーと一致しません。
denials-statement = ステートメントを表示
denials-statement-of = ステートメントを表示: { $what }
denials-add = 表に追加
denials-add-of = 表に追加: { $what }
denials-file = `seen.txt` は上の文、`case.json` はこのワークスペースです。
denials-offer = 失敗したサインインの記録のようです。
denials-explain = 理由を調べる
