"""The questions of the analysis, asked of z3.

python3 smt.py FOLDER reads FOLDER/questions.json, which the native benchmark leaves there, and
writes FOLDER/z3.json. Policies are read here from their JSON and made into formulas over bit
vectors and strings; nothing is shared with the evaluator, the analysis or the diagrams. Each
answer is compared with theirs before it is timed, and what z3 does not find within the limit is
not timed.
"""

import fnmatch
import ipaddress
import json
import pathlib
import re
import statistics
import sys
import time

import z3

LIMIT_MS = 5_000
ENOUGH_S = 1.0
ROUNDS = 10
ACTIONS = ["signin:authenticate", "signin:authorizeoauth2access", "signin:createoauth2token"]
class NotFound(Exception):
    """z3 did not say yes or no."""


def listed(value):
    return value if isinstance(value, list) else [value]


def like(text, pattern):
    """Whether a pattern with * and ? matches all of a text."""
    if "*" not in pattern and "?" not in pattern:
        return text == z3.StringVal(pattern)
    if pattern.rstrip("*").find("*") < 0 and "?" not in pattern:
        return z3.PrefixOf(z3.StringVal(pattern.rstrip("*")), text)
    sort = z3.ReSort(z3.StringSort())
    parts = {"*": z3.Full(sort), "?": z3.AllChar(sort)}
    matching = [parts.get(part) if part in parts else z3.Re(part) for part in re.split(r"([*?])", pattern) if part]
    return z3.InRe(text, z3.Concat(*matching) if len(matching) > 1 else matching[0])


class Space:
    """A sign-in to the console by anybody but a role of IAM Identity Center."""

    def __init__(self, account):
        self.account = account
        self.inside, self.v6 = z3.Bools("inside v6")
        self.v4_bits, self.v6_bits = z3.BitVec("a4", 32), z3.BitVec("a6", 128)
        self.vpc, self.vpce, self.region = z3.Strings("vpc vpce region")
        # What stands behind the account in the ARN.
        self.federated, self.rest = z3.Bool("federated"), z3.String("rest")
        starts = lambda text: z3.PrefixOf(z3.StringVal(text), self.rest)
        self.valid = z3.And(
            z3.If(
                self.federated,
                starts("federated-user/"),
                z3.Or(self.rest == z3.StringVal("root"), starts("user/"), starts("role/")),
            ),
            z3.Not(starts("role/aws-")),
            z3.LShR(self.v6_bits, 32) != 0xFFFF,
        )

    def arn_like(self, pattern):
        """Of an ARN the first five fields are known, but for the service."""
        fields = pattern.split(":", 5)
        if len(fields) < 6:
            return z3.BoolVal(pattern == "*")
        ours = lambda service: ["arn", "aws", service, "", self.account]
        fits = lambda service: all(map(fnmatch.fnmatchcase, ours(service), fields))
        services = z3.If(self.federated, z3.BoolVal(fits("sts")), z3.BoolVal(fits("iam")))
        return z3.And(services, like(self.rest, fields[5]))

    def address(self, text):
        network = ipaddress.ip_network(text, strict=False)
        if network.version == 6 and str(ipaddress.ip_interface(text).ip) != str(network.network_address):
            return z3.BoolVal(False)
        bits = self.v4_bits if network.version == 4 else self.v6_bits
        low, high = int(network.network_address), int(network.broadcast_address)
        within = z3.And(z3.ULE(low, bits), z3.ULE(bits, high))
        return z3.And(self.v6 if network.version == 6 else z3.Not(self.v6), within)

    def test(self, operator, key, values, action):
        plain = operator.removesuffix("IfExists")
        if_exists, negated = plain != operator, "Not" in plain
        plain, key = plain.replace("Not", ""), key.lower()
        true, outside = z3.BoolVal(True), z3.Not(self.inside)
        present, value = {
            "aws:sourceip": (outside, None),
            "aws:vpcsourceip": (self.inside, None),
            "aws:sourcevpc": (self.inside, self.vpc),
            "aws:sourcevpce": (self.inside, self.vpce),
            "aws:requestedregion": (true, self.region),
            "aws:resourceaccount": (true, z3.StringVal(self.account)),
            "signin:oauthclientid": (z3.BoolVal(False), z3.StringVal("")),
            "signin:principalarn": (z3.Not(self.federated) if action == 0 else z3.BoolVal(False), None),
            "aws:principalarn": (z3.BoolVal(action > 0), None),
        }[key]
        if plain == "Null":
            return z3.Not(present) if values == ["true"] else present
        if plain == "IpAddress":
            matching = self.address
        elif key.endswith("principalarn"):
            matching = self.arn_like
        elif plain == "StringEquals":
            matching = lambda text: value == z3.StringVal(text)
        else:
            matching = lambda text: like(value, text)
        met = z3.And(present, z3.Or([matching(text) for text in values]))
        if negated:
            return z3.Not(met)
        return z3.Or(met, z3.Not(present)) if if_exists else met

    def statement(self, statement, action):
        assert statement["Effect"] == "Deny" and statement["Principal"] in ("*", {"AWS": "*"})
        assert statement["Resource"] == "*"
        named = [fnmatch.fnmatchcase(ACTIONS[action], pattern.lower()) for pattern in listed(statement["Action"])]
        tests = [
            self.test(operator, key, [str(value) for value in listed(values)], action)
            for operator, keys in statement.get("Condition", {}).items()
            for key, values in keys.items()
        ]
        return z3.And(any(named), *tests)

    def fates(self, case):
        """Who is denied at each of the actions, and at none."""
        documents = []
        for of_layer in case["policies"].values():
            documents += [policy["document"] for policy in of_layer] if isinstance(of_layer, list) else [of_layer]
        statements = [one for document in documents for one in listed(document["Statement"])]
        denied = [z3.Or([self.statement(one, action) for one in statements]) for action in range(3)]
        return denied, z3.Not(z3.Or(denied))

    def network(self, told):
        met = [self.inside if "vpc" in told else z3.Not(self.inside)]
        if "vpc" in told:
            met.append(self.vpc == z3.StringVal(told["vpc"]))
        else:
            met.append(z3.Or([self.address(text) for text in told["sourceIp"]]))
        if "endpoint" in told:
            met.append(self.vpce == z3.StringVal(told["endpoint"]))
        if "regions" in told:
            met.append(z3.Or([self.region == z3.StringVal(region) for region in told["regions"]]))
        return z3.And(met)

    def is_possible(self, *formulas):
        solver = z3.Solver()
        solver.set("timeout", LIMIT_MS)
        solver.add(self.valid, *formulas)
        found = solver.check()
        if found == z3.unknown:
            raise NotFound(solver.reason_unknown())
        return found == z3.sat


def lockout(question):
    """For each named principal the networks from which some sign-in passes."""
    case, space = question["case"], Space(question["case"]["account"]["id"])
    _, allowed = space.fates(case)
    return {
        arn: [
            network["name"]
            for network in case["networks"]
            if space.is_possible(allowed, space.network(network), space.arn_like(arn))
        ]
        for arn in named(question)
    }


def named(question):
    principals = [access["principal"] for access in question["right"]["lockout"]["principals"]]
    alone = [of["in"][0] for of in principals if len(of.get("in", [])) == 1 and "notIn" not in of]
    return [arn for arn in alone if "*" not in arn and "/aws-reserved/" not in arn][:10]


def prove(question):
    """For each guarantee whether it holds."""
    case, space = question["case"], Space(question["case"]["account"]["id"])
    _, allowed = space.fates(case)
    networks = {network["name"]: space.network(network) for network in case["networks"]}
    verdicts = []
    for guarantee in case["guarantees"]:
        told = guarantee["from"]
        if told == "anywhere":
            where = z3.BoolVal(True)
        elif isinstance(told, dict):
            where = z3.Not(z3.Or([networks[name] for name in told["notIn"]]))
        else:
            where = z3.Or([networks[name] for name in (networks if told == "networks" else told)])
        who = z3.Or([space.arn_like(pattern) for pattern in guarantee["principals"]])
        wrong = z3.Not(allowed) if guarantee["outcome"] == "allowed" else allowed
        verdicts.append(not space.is_possible(where, who, wrong))
    return verdicts


def equivalent(question):
    """Whether the same becomes of every sign-in, before and after the change."""
    space = Space(question["case"]["account"]["id"])
    (before, _), (after, _) = space.fates(question["case"]), space.fates(question["after"])
    first = lambda denied, at: z3.And(denied[at], *[z3.Not(one) for one in denied[:at]])
    return not space.is_possible(z3.Or([first(before, at) != first(after, at) for at in range(3)]))


def right(question):
    told = question["right"]
    through = {
        arn: access["through"]
        for arn in named(question)
        for access in told["lockout"]["principals"]
        if access["principal"].get("in") == [arn]
    }
    return {
        "lockout": through,
        "prove": [proof["verdict"] == "holds" for proof in told["prove"]],
        "diff": told["equivalent"],
    }


def micros(work, question):
    times, started = [], time.perf_counter()
    while len(times) < ROUNDS and (not times or time.perf_counter() - started < ENOUGH_S):
        start = time.perf_counter()
        work(question)
        times.append((time.perf_counter() - start) * 1e6)
    return times


def main(folder):
    figures = []
    for question in json.loads((folder / "questions.json").read_text()):
        if not question["peers"]:
            continue
        expected = right(question)
        for name, work in [("lockout", lockout), ("prove", prove), ("diff", equivalent)]:
            try:
                found = work(question)
                if found != expected[name]:
                    sys.exit(f"z3 says otherwise of {question['name']}: {name} {found}, not {expected[name]}")
                times = micros(work, question)
            except NotFound as why:
                said = f"no answer within {LIMIT_MS // 1000} s to one question: {why}"
                print(f"z3, {name} of {question['name']}: {said}", flush=True)
                continue
            figures.append({
                "case": question["name"], "work": name, "tool": "z3",
                "median": statistics.median(times), "best": min(times),
            })
    (folder / "z3.json").write_text(json.dumps(figures))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
