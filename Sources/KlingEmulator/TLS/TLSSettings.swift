/// How an emulator speaks TLS.
package struct TLSSettings: Sendable {
    /// Where the certificate is written that clients have to trust; nil writes it nowhere.
    package var certificatePath: String?
    /// The name that the certificate is made for instead of 127.0.0.1, ::1 and localhost.
    ///
    /// With it the certificate does not fit the emulator's address.
    package var name: String?

    /// A certificate for this machine.
    package init(certificatePath: String? = nil, name: String? = nil) {
        self.certificatePath = certificatePath
        self.name = name
    }
}
