# 把握済みで、数えない検出結果。

suppress-open = 抑制する…
suppress-mark = 抑制する…
suppress-reason = 数えない理由
suppress-no-reason = この検出結果を数えない理由を書いてください。
suppress-day = 最終日 (空欄可)
suppress-no-day = 日付は `2027-06-30` のように書いてください。
suppress-where = 範囲
suppress-statement = このステートメント
suppress-policy = ポリシー全体
suppress-do = 抑制する
suppress-cancel = キャンセル
suppress-title = 抑制 { $count } 件
suppress-complaints = (使われていないか、期限が切れたもの { $count } 件)
suppress-until = { $day } まで
suppress-refused = エラー { $count } 件はここでは抑制されていますが、AWS はこのポリシーを受け付けません。
suppress-back = 取り消す
suppress-back-of = { $rule } の抑制を取り消す
