#!/bin/sh
# Saves what AWS answers about who may sign in, one file an answer, for `vestibule import`.
# `vestibule collect` printed this. Run it where your credentials are:
#
#   sh collect.sh [FOLDER]        FOLDER is `collected` unless given
#
# What it calls of the AWS CLI only reads, and all of it is in this file, behind `cli` and `save`.
#[role]
# `sts assume-role` is called too, for the role in each account.
#[end]
# An answer that is there is not asked for again: after an interruption, run it again.
# What AWS refuses stands in a file that ends in .error, and the rest goes on.
# Credentials are written into no file, no argument and no trace.
set -eu
set +x
umask 077
AWS_PAGER='' AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=10
AWS_REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-us-east-1}}
AWS_DEFAULT_REGION=$AWS_REGION
export AWS_PAGER AWS_RETRY_MODE AWS_MAX_ATTEMPTS AWS_REGION AWS_DEFAULT_REGION

out=${1:-collected}
out=${out%/}
#[settings]

say() { printf '%s\n' "$*" >&2; }

# cli OPERATION…: the AWS CLI, which follows the pages of a list by itself.
cli() { aws ${profile:+--profile "$profile"} --output json "$@"; }

# save NAME OPERATION…: keeps an answer as NAME.json, unless it is there.
save() {
  name=$1
  shift
  if [ -e "$name.json" ] || [ -e "$name.txt" ]; then return; fi
  if cli "$@" >"$name.part" 2>"$name.error"; then
    mv "$name.part" "$name.json"
    rm -f "$name.error"
    return
  fi
  rm -f "$name.part"
  if [ "$1" = signin ] && grep -q ResourceNotFoundException "$name.error"; then
    # Nothing was ever configured there: that is an answer, too.
    mv "$name.error" "$name.txt"
  elif grep -qi 'invalid choice' "$name.error"; then
    say "this AWS CLI has no \`aws $1 $2\`: update it; $name is left out"
  else
    say "no answer: aws $*: see $name.error"
  fi
}

# ids PREFIX FILE: the ids in a saved answer that begin so.
ids() {
  if [ -e "$2" ]; then sed -n 's/^ *"Id": "\('"$1"'[0-9A-Za-z_-]*\)",*$/\1/p' "$2"; fi
}

# save_account ID: what the account of these credentials answers.
save_account() {
  at=$out/$1
  mkdir -p "$at"
  say "account $1"
  save "$at/get-caller-identity" sts get-caller-identity
  save "$at/get-resource-policy" signin get-resource-policy
  save "$at/get-console-authorization-configuration" \
    signin get-console-authorization-configuration --target-id "$1"
  save "$at/get-account-authorization-details" iam get-account-authorization-details
#[credentials]
  save_credential_report "$at/credential-report"
#[end]
#[all-regions]
  if ! regions=$(cli ec2 describe-regions --query 'Regions[].RegionName' --output text \
    2>"$at/describe-regions.error"); then
    say "no answer: aws ec2 describe-regions: see $at/describe-regions.error"
    return
  fi
  rm -f "$at/describe-regions.error"
#[end]
  for region in $regions; do
    save "$at/describe-vpc-endpoints-$region" ec2 describe-vpc-endpoints --region "$region"
  done
}
#[credentials]

# save_credential_report NAME: who has a password and access keys, as NAME.csv.
save_credential_report() {
  if [ -e "$1.csv" ]; then return; fi
  # AWS makes the report first, which takes a few seconds.
  while state=$(cli iam generate-credential-report --query State --output text 2>"$1.error") &&
    [ "$state" != COMPLETE ]; do sleep 1; done
  if report=$(cli iam get-credential-report --query Content --output text 2>>"$1.error"); then
    if printf '%s' "$report" | base64 -d >"$1.part" 2>"$1.error"; then
      mv "$1.part" "$1.csv"
      rm -f "$1.error"
    else
      rm -f "$1.part"
      say "no answer: base64 does not read the credential report: see $1.error"
    fi
  else
    say "no answer: aws iam get-credential-report: see $1.error"
  fi
}
#[end]
#[organization]

# save_below PARENT: the accounts and units in a root or unit, and in these units.
save_below() {
  save "$at/list-accounts-for-parent-$1" organizations list-accounts-for-parent --parent-id "$1"
  save "$at/list-organizational-units-for-parent-$1" \
    organizations list-organizational-units-for-parent --parent-id "$1"
  for unit in $(ids ou- "$at/list-organizational-units-for-parent-$1.json"); do
    save_below "$unit"
  done
}

# save_organization: the tree, its accounts, and its policies with what they are attached to.
save_organization() {
  at=$out/organization
  mkdir -p "$at"
  say organization
  # What is there already has to be of this organization.
  now=$(cli organizations describe-organization --query Organization.Id --output text \
    2>/dev/null) || now=''
  for id in $(ids o- "$at/describe-organization.json"); do
    if [ "$now" ] && [ "$id" != "$now" ]; then
      say "$out has answers of organization $id, and these credentials are of $now: use another folder"
      exit 1
    fi
  done
  save "$at/describe-organization" organizations describe-organization
  save "$at/list-roots" organizations list-roots
  save "$at/list-accounts" organizations list-accounts
  for root in $(ids r- "$at/list-roots.json"); do
    save_below "$root"
  done
  for type in RESOURCE_CONTROL_POLICY SERVICE_CONTROL_POLICY; do
    save "$at/list-policies-$type" organizations list-policies --filter "$type"
    for policy in $(ids p- "$at/list-policies-$type.json"); do
      save "$at/describe-policy-$policy" organizations describe-policy --policy-id "$policy"
      save "$at/list-targets-for-policy-$policy" \
        organizations list-targets-for-policy --policy-id "$policy"
    done
  done
  for id in $(ids o- "$at/describe-organization.json"); do
    save "$at/get-console-authorization-configuration-$id" \
      signin get-console-authorization-configuration --target-id "$id"
  done
}
#[end]
#[role]

# save_with_role ID: what another account answers, with the credentials of its role.
save_with_role() {
  mkdir -p "$out/$1"
  error=$out/$1/assume-role.error
  if ! keys=$(cli sts assume-role --role-arn "arn:$partition:iam::$1:role/$role" \
    --role-session-name vestibule-collect --output text \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' 2>"$error"); then
    say "no answer: aws sts assume-role in account $1: see $error"
    return
  fi
  rm -f "$error"
  # The credentials end with this subshell.
  (
    id=$1
    # shellcheck disable=SC2086 # three words
    set -- $keys
    AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3 profile=''
    export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
    unset AWS_PROFILE AWS_DEFAULT_PROFILE
    save_account "$id"
  )
  unset keys
}
#[end]

mkdir -p "$out"
#[profiles]
for profile in "$@"; do
  own=$(cli sts get-caller-identity --query Account --output text)
#[organization]
  if [ "$profile" = "$1" ]; then save_organization; fi
#[end]
  save_account "$own"
done
#[role]

# The credentials of the first profile assume the role.
profile=$1
own=$(cli sts get-caller-identity --query Account --output text)
arn=$(cli sts get-caller-identity --query Arn --output text)
partition=${arn#arn:}
partition=${partition%%:*}
for id in $(ids '[0-9]' "$out/organization/list-accounts.json"); do
  if [ "$id" != "$own" ]; then save_with_role "$id"; fi
done
#[end]

failed=$(find "$out" -name '*.error' | wc -l)
if [ "$failed" -gt 0 ]; then
  say "answers that are missing: $((failed)); what rests on them is unknown in the case file"
fi
if ! command -v vestibule >/dev/null; then
  say "where vestibule is: vestibule import $out -o $out.json"
elif [ -e "$out.json" ]; then
  say "$out.json stays as it is; to make it again: vestibule import $out -o $out.json --force"
else
  # It exits with 1 where two answers contradict each other, and has made the case file.
  vestibule import "$out" -o "$out.json" || [ $? -eq 1 ]
fi
#[since]

# What has changed since then, in words.
if command -v vestibule >/dev/null; then
  if [ ! -e "$since.json" ]; then vestibule import "$since" -o "$since.json" || [ $? -eq 1 ]; fi
  vestibule diff "$since.json" "$out.json"
else
  say "then: vestibule diff $since.json $out.json"
fi
#[end]
