import Testing

/// Ledgers on servers, as far as no server is needed.
struct LedgerAddressTests {
    @Test(
        "an address with a password is refused and not repeated, by whatever command",
        arguments: ["status", "report", "batches", "verify"])
    func password(command: String) async throws {
        try await BuiltCommand.with { kling in
            let result = try await kling.run([
                command, "--ledger", "postgresql://kling:s3cret@127.0.0.1:1/books",
            ])
            #expect(result.exitCode == 1)
            #expect(result.errors.contains("in PostgreSQL"))
            #expect(!(result.errors + result.output).contains("s3cret"))
        }
    }
}
