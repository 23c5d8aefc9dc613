import Books
import Testing

/// Formulas in MathML and in images.
@Suite struct FormulaTests {
    @Test(
        "a formula is what its text says, or its signs where the text says that it is missing",
        arguments: [
            (
                "<p>So <img class=\"math\" alt=\"a=b+1\" src=\"x\"/> holds.</p>~",
                ["So a=b+1 holds."]
            ),
            (
                "<p>So <img alt=\"$E=mc^2$\" src=\"x\"/> holds.</p>~",
                ["So E=mc^2 holds."]
            ),
            (
                "<p>So <math alttext=\"x equals 3\"><mi>x</mi><mo>=</mo><mn>3</mn></math>.</p>~",
                ["So x equals 3."]
            ),
            (
                """
                <p>So <math alttext="the golden ratio"><mi>x</mi><mo>=</mo><mn>3</mn></mat\
                h>.</p>~
                """,
                ["So the golden ratio."]
            ),
            (
                """
                <p>So <math alttext="Alternative text not available"><mi>y</mi><mo>=</mo><\
                mn>4</mn></math>.</p>~
                """,
                ["So y = 4."]
            ),
            (
                "<p>So <math alttext=\"[Math]\"><mi>x</mi><mo>=</mo><mn>3</mn></math>.</p>~",
                ["So x = 3."]
            ),
            (
                """
                <p>So <math alttext="see the printed book"><mi>x</mi><mo>=</mo><mn>3</mn><\
                /math> or <math alttext="see the printed book"><mi>x</mi><mo>=</mo><mn>4</\
                mn></math>.</p>~
                """,
                ["So x = 3 or x = 4."]
            ),
        ] as [(String, [String])])
    func formulas(body: String, spoken: [String]) throws {
        #expect(try SpokenPage.texts(body) == spoken)
    }
}
