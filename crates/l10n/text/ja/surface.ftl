# サインインページがユーザーに表示する文。AWS の日本語のガイドの表現に従う。
# ガイドに日本語のない文は英語のまま表示する。英語は crates/signin/src/denial_message.rs にある。

surface-authentication-failed-invalid-request = 認証に失敗しました 無効なリクエスト
surface-authentication-failed-to-access-this-account-sign-in-from-a-different-network-or-contact-your-administrator-for-more-information = 認証に失敗しました: このアカウントにアクセスするには、別のネットワークからサインインするか、管理者に連絡して詳細を確認してください
surface-your-authentication-information-is-incorrect-please-try-again = 認証情報が正しくありません。もう一度試してください。
