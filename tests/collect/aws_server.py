"""The AWS CLI, loaded once: `aws_server.py SOCKET`. For each call it forks, takes over the files, the
variables and the folder of the command, and runs the AWS CLI."""

import functools
import importlib
import json
import os
import socket
import sys
import traceback

import awscli
import awscli.botocore.loaders as loaders
import awscli.botocore.session
import awscli.clidriver

# Files of the models are read once, and not again in each call.
loaders.JSONFileLoader.load_file = functools.cache(loaders.JSONFileLoader.load_file)
loaders.JSONFileLoader.__eq__ = lambda one, other: True
loaders.JSONFileLoader.__hash__ = lambda one: 0


def call(connection):
    _, files, _, _ = socket.recv_fds(connection, 1, 3)
    for at, file in enumerate(files):
        os.dup2(file, at)
    text = b"".join(iter(lambda: connection.recv(65536), b""))
    arguments, variables, folder = json.loads(text)
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    sys.argv = ["aws", *arguments]
    # It puts its own data beside that of AWS_DATA_PATH.
    importlib.reload(awscli)
    try:
        status = awscli.clidriver.main()
    except SystemExit as ended:
        status = ended.code
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(bytes([status or 0]))


loader = awscli.botocore.session.get_session().get_component("data_loader")
for service in ("ec2", "iam", "organizations", "sts"):
    loader.load_service_model(service, "service-2")
with socket.socket(socket.AF_UNIX) as server:
    server.bind(sys.argv[1])
    server.listen()
    print("ready", flush=True)
    while True:
        connection, _ = server.accept()
        if os.fork() == 0:
            server.close()
            try:
                call(connection)
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(0)
        connection.close()
        # Those that have ended.
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass
