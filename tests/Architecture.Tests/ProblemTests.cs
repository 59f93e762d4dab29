using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Classroom.Architecture.Tests;

/// <summary>Codes of problems have one home, ProblemCode: a literal elsewhere would be a code that no list knows.</summary>
public sealed class ProblemTests
{
    [Fact]
    public void No_problem_is_made_with_a_literal_code() => Assert.Empty(Repository.CSharp.Where(file => file is { IsSource: true, Project: "Gateway" }).SelectMany(Literal));

    [Theory]
    [InlineData("""Problem.Of("notFound", "There is none.")""")]
    [InlineData("""Problem.After(context, wait, $"ticket{failure}", "Join again.")""")]
    [InlineData("""IdentityProblems.Answer(context, "busy")""")]
    public void A_literal_code_is_found(string expression) => Assert.NotEmpty(Literal(new("src/Gateway/A.cs", $"class A {{ object B() => {expression}; }}")));

    private static IEnumerable<string> Literal(SourceFile file) =>
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let position = call.Expression.ToString() switch { "Problem.Of" => 0, "Problem.After" => 2, "IdentityProblems.Answer" => 1, _ => -1 }
        where position >= 0 && call.ArgumentList.Arguments.Count > position
        let code = call.ArgumentList.Arguments[position].Expression
        where code.IsKind(SyntaxKind.StringLiteralExpression) || code is InterpolatedStringExpressionSyntax
        select $"{file.At(call)} {code}";
}
