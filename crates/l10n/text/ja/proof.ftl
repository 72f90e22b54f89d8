# あらゆるサインインについて成り立つこと: マップ、理由、コマンド

proof-map-title = 誰がどこからサインインできるか
proof-stopped = 未確認: 時間がかかりすぎたか、中止されました。上の「もう一度確認」を選択してください。
proof-networks-title = このプリンシパルがどこからサインインできるか
proof-networks-working = このプリンシパルがどこからサインインできるかを確認しています…
proof-networks-more = ネットワークとアクションごとの内訳
proof-networks-phases = アクションごと
proof-networks-one-network = すべてのアクションで同じネットワークからのサインインについての内容です。
proof-networks-without-keys = { $keys } を設定しないサインインについての内容です。
proof-counterexample-allowed = 許可されるサインインを表示
proof-counterexample-denied = 拒否されるサインインを表示
proof-counterexample-unknown = 不明となるサインインを表示
proof-command-file = コマンドラインで同じ結果を得られます。`case.json` は「インポートとエクスポート」で書き出したこのワークスペースです。
proof-command-copy-named = コマンドをコピー: { $command }
proof-command-copied = コピーしました
proof-command-not-copied = ブラウザがコピーを許可していません。コマンドを選択してコピーしてください。
