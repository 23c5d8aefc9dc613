import SpeechTasks
import Testing

struct MoneyTests {
    @Test(
        "money is read exactly, in thousandths",
        arguments: [("0.05", 50), ("12", 12_000), ("3.250", 3250), ("0.001", 1), ("1.2000", 1200)])
    func reads(text: String, thousandths: Int) {
        #expect(Money(text)?.thousandths == thousandths)
    }

    @Test(
        "what is no plain decimal is no money",
        arguments: [
            "", ".", "1.", ".5", "-1", "+1", "1e3", "0.0001", "1,5", "１", "1 ", "9999999999999",
        ])
    func refuses(text: String) {
        #expect(Money(text) == nil)
    }

    @Test(
        "money is shown with two decimals, or three where needed",
        arguments: [
            (50, "0.05"), (12_345, "12.345"), (0, "0.00"), (-1500, "-1.50"), (1010, "1.01"),
        ])
    func shows(thousandths: Int, text: String) {
        #expect("\(Money(thousandths: thousandths))" == text)
    }

    @Test(
        "speed and volume are read and shown without needless zeros",
        arguments: [
            ("1", 1000, "1"), ("0.8", 800, "0.8"), ("1.250", 1250, "1.25"), ("2.0", 2000, "2"),
            (".9", 900, "0.9"), ("1.", 1000, "1"), ("0,9", 900, "0.9"), ("1E0", 1000, "1"),
            ("1.2500E+00", 1250, "1.25"), ("9e-1", 900, "0.9"), ("0.012e2", 1200, "1.2"),
            ("1.000000", 1000, "1"), ("0", 0, "0"), ("0E-9", 0, "0"),
        ])
    func thousandths(text: String, count: Int, shown: String) {
        let value = Thousandths(decimal: text)
        #expect(value?.count == count)
        #expect(value?.description == shown)
    }

    @Test(
        "what is no decimal, or finer than a thousandth, is no speed",
        arguments: [
            "", ".", ",", "-1", "+1", "1.2345", "1e", "e1", "1e-4", "1e99", "1.2.3", "1,000.5",
            "0x1",
            "1 000", "１", "nan", "1234567", "1e6e6", "1e9999999999999999999",
        ])
    func noThousandths(text: String) {
        #expect(Thousandths(decimal: text) == nil)
    }
}
