package import NIOSSL

/// Self-made certificates; key and certificates serve these tests alone.
package enum TestCertificate: Sendable {
    /// For localhost and 127.0.0.1.
    case fitting
    /// For another host.
    case misfitting

    /// A server's side of it.
    package var server: TLSConfiguration {
        get throws {
            .makeServerConfiguration(
                certificateChain: [.certificate(try certificate)],
                privateKey: .privateKey(
                    try NIOSSLPrivateKey(bytes: Array(Self.key.utf8), format: .pem)))
        }
    }

    /// A client that trusts it.
    package var trustingClient: TLSConfiguration {
        get throws {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .certificates([try certificate])
            return configuration
        }
    }

    private var certificate: NIOSSLCertificate {
        get throws {
            try NIOSSLCertificate(
                bytes: Array((self == .fitting ? Self.localhost : Self.elsewhere).utf8),
                format: .pem)
        }
    }

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCEqQ62w1O7YueYAN
        ovKNwP8+G6XrRLlH0kCeM6g4abChRANCAAQmg4xx93oFXz35SLe4Nd6yyLnERvIQ
        RDgS8XkEh5WDrIBeWymj1VZqkSsaRPyuWzsWRiTQqtEIQaONBmo/WX69
        -----END PRIVATE KEY-----
        """

    private static let localhost = """
        -----BEGIN CERTIFICATE-----
        MIIBaDCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
        c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
        CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCaDjHH3egVfPflI
        t7g13rLIucRG8hBEOBLxeQSHlYOsgF5bKaPVVmqRKxpE/K5bOxZGJNCq0QhBo40G
        aj9Zfr2jTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0
        hwR/AAABMB0GA1UdDgQWBBRUxbjkyDliv4snsEpa01aNskIBDzAKBggqhkjOPQQD
        AgNJADBGAiEAtVDzurNX98AuuXQCNqZdeJrveR2yQV8l6UedTrmWCwECIQDVC/+S
        1+maS5GKGJw+CPNso3c9CGJxdcVkZ4I/rYhwfw==
        -----END CERTIFICATE-----
        """

    private static let elsewhere = """
        -----BEGIN CERTIFICATE-----
        MIIBeTCCAR+gAwIBAgIBAjAKBggqhkjOPQQDAjAcMRowGAYDVQQDDBFlbHNld2hl
        cmUuZXhhbXBsZTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowHDEa
        MBgGA1UEAwwRZWxzZXdoZXJlLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMB
        BwNCAAQmg4xx93oFXz35SLe4Nd6yyLnERvIQRDgS8XkEh5WDrIBeWymj1VZqkSsa
        RPyuWzsWRiTQqtEIQaONBmo/WX69o1AwTjAPBgNVHRMBAf8EBTADAQH/MBwGA1Ud
        EQQVMBOCEWVsc2V3aGVyZS5leGFtcGxlMB0GA1UdDgQWBBRUxbjkyDliv4snsEpa
        01aNskIBDzAKBggqhkjOPQQDAgNIADBFAiA4yuuenYqNd4Wz6uuGi1/0LiHXFpOn
        YevH4i5gQDX32wIhAPPAxV0jqxO7j2KYmdZRaNnIW78k5JXRiGG07tXAQboB
        -----END CERTIFICATE-----
        """
}
