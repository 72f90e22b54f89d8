# コンソールへのサインインを復旧する方法と、サインイン中のユーザーがどうなるか

recovery-title = コンソールへのサインインを復旧する方法
recovery-about = ロックアウトされたときに、どの方法が誰に使えるか、何を実行するかを示します。上から順に試し、1 つ成功すれば十分です。
recovery-before = コンソール認可は無効です。有効にしたときの結果を示し、アカウントの準備ができているかを確認します。
recovery-working = 復旧方法を確認しています…
recovery-open = 復旧方法
recovery-commands-folded = この方法のコマンド
recovery-commands = コマンド: { $about }
recovery-sessions = サインイン中のユーザー
recovery-sessions-about = 表の各サインインで開いたセッションがどうなるかを示します。
