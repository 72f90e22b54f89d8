# 判定を変えるためのポリシーの変更案

repair-title = 変更案
repair-working = ポリシーの変更を試しています…
repair-none = 試した変更の中に、この効果を持つものはありません。ポリシーを直接編集してください。
repair-effect = 変わること
repair-apply = この変更を適用
repair-apply-named = この変更を適用: { $change }
repair-propose = 変更案を表示
repair-propose-allowed = サインインできるようにする変更案を表示
repair-propose-denied = サインインできないようにする変更案を表示
