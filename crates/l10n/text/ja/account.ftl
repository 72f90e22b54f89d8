# サインインがそもそも可能かどうかについて与えられた事実

account-column = アカウントの事実
account-title = アカウントの事実: { $who }
account-about = 結果を決めるのはポリシーだけです。これらの事実は結果の横に表示され、結果を変えません。
account-open = 妨げなし
account-unknown = 条件による
account-stopped = サインイン不可
account-not-told = 指定なし
account-yes = はい
account-no = いいえ
account-login-profile = コンソールのパスワードがある
account-password-expires = パスワードの最終日
account-must-change = 新しいパスワードの設定が必要
account-may-change = パスワードを変更できる
account-access-keys = 有効なアクセスキーがある
account-assigned = 割り当てられたユーザーがいる
account-mfa-required = MFA を使ったサインインのみ
account-mfa-lost = MFA デバイスを紛失した
account-deleted = 削除された
account-root-credentials = ルートユーザーに認証情報がある
account-hard-expiry = 期限切れのパスワードは管理者だけがリセットする
