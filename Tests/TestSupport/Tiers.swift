package import Testing

/// The tiers that `Tests/run.sh` runs apart from the tests without a tag.
///
/// `bash Tests/tier.sh TAG` runs one of them. The tags stand on suites, beside their declaration.
extension Tag {
    /// Computes without a pause (simulations, encoders, the matrix of services): beside it, tests that
    /// wait for a reply would starve.
    @Tag package static var computing: Self

    /// Watches time-outs, ports or calls in flight: these run one by one.
    @Tag package static var timing: Self
}
