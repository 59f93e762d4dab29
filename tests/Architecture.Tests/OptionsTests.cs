using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Classroom.Architecture.Tests;

/// <summary>Every limit and setting says its default where it stands.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Every_option_says_its_default() => Assert.Empty(Repository.CSharp.SelectMany(Silent));

    [Theory]
    [InlineData("/// <summary>Longest message.</summary>\n")]
    [InlineData("")]
    public void An_option_without_default_is_found(string comment) =>
        Assert.NotEmpty(Silent(new("src/Grains/A.cs", $"class LessonOptions {{\n{comment}public int MessageLengthMax {{ get; set; }} = 5; }}")));

    private static IEnumerable<string> Silent(SourceFile file) =>
        !file.IsSource ? [] :
        from type in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Identifier.Text.EndsWith("Options", StringComparison.Ordinal)
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.AccessorList?.Accessors.Count > 1
        where !property.GetLeadingTrivia().ToFullString().Contains("Default", StringComparison.Ordinal)
        select $"{file.At(property)} {type.Identifier.Text}.{property.Identifier.Text}";
}
