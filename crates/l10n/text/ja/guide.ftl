# はじめての方のためのガイド

guide-step = ステップ { $step } / { $steps }
guide-back = 戻る
guide-next = 次へ
guide-done = 完了
guide-close = ガイドを閉じる

guide-policies = ポリシーを入力する
guide-policies-about = `aws signin get-resource-policy` や `aws organizations describe-policy` など、AWS CLI の出力をそのまま貼り付けるかドロップしてください。レイヤーは自動で判別されます。問題は入力中に示され、その多くは自動で修正できます。

guide-account = アカウントを指定する
guide-account-about = RCP と SCP は組織のメンバーアカウントに適用され、管理アカウントには適用されません。コンソール認可の有効と無効はここで切り替えられるため、実際に有効にする前に両方を確認できます。

guide-sign-ins = 確認したいサインインを並べる
guide-sign-ins-about = 1 行が 1 つのサインイン (誰が、どこから、どのリージョンを通じて) を表します。「組み合わせ」を使うと、利用者と接続元をまとめて追加できます。ルートユーザー、緊急用ロール、VPC エンドポイントは必ず含めてください。

guide-why = 理由を確認する
guide-why-about = セルを選択すると、判定したステートメントと評価された値、エディター上の位置、結果を変える条件を表示します。「不明」の場合は、何が足りないかを示します。

guide-keep = 保存してテストに使う
guide-keep-about = 行ごとに期待する結果を指定すると、表がポリシーのテストになります。内容が保存されるのはこのブラウザの中だけです。必要なときはリンクまたはファイルで共有でき、機密の値を別名に置き換えることもできます。
