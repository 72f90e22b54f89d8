//! How long it takes to read, compile and decide. The budgets are in `docs/architecture.md`.

mod fixtures;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput};
use fixtures::Case;

fn main() {
    // Short: the figures are compared with budgets, which leave more room than the noise needs.
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(30)
        .without_plots()
        .configure_from_args();
    for case in Case::all() {
        reading(&mut criterion, &case);
        deciding(&mut criterion, &case);
    }
    criterion.final_summary();
}

/// From the text to compiled policies.
fn reading(criterion: &mut Criterion, case: &Case) {
    let mut group = criterion.benchmark_group(case.name);
    group.throughput(Throughput::Bytes(case.characters()));
    group.bench_function("parse", |bencher| bencher.iter(|| black_box(case).parse()));
    let policies = case.parse();
    group.bench_function("compile", |bencher| {
        let setup = || policies.clone();
        bencher.iter_batched(setup, Case::compile, BatchSize::SmallInput);
    });
    group.finish();
}

/// From a request to what comes of it, over three phases.
fn deciding(criterion: &mut Criterion, case: &Case) {
    let authorizer = case.ready();
    let mut group = criterion.benchmark_group(case.name);
    for question in &case.requests {
        let request = &question.request;
        group.bench_function(format!("outcome/{}", question.name), |bencher| {
            bencher.iter(|| authorizer.outcome(black_box(request)));
        });
        group.bench_function(format!("decide/{}", question.name), |bencher| {
            bencher.iter(|| authorizer.decide(black_box(request)));
        });
    }
    group.finish();
}
