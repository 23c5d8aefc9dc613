import Crypto
import SpeechTasks
import Texts

/// What stands for a token in the ledger: the first half of a SHA-256 with a tag of its own, so
/// that it matches no other list of hashes.
func accountName(token: String) -> String {
    let digest = SHA256.hash(data: Array("kling-batch account 1\0\(token)".utf8))
    return hexadecimal(digest.prefix(16))
}
