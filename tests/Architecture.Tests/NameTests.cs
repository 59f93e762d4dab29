using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Classroom.Architecture.Tests;

/// <summary>Names say what a thing is, and types are as visible as they need to be.</summary>
public sealed partial class NameTests
{
    [Fact]
    public void No_type_or_folder_has_a_name_that_says_nothing() => Assert.Empty(Repository.Files.SelectMany(Empty));

    [Theory]
    [InlineData("src/Domain/Lessons/LessonManager.cs", "class LessonManager;")]
    [InlineData("src/Domain/Lessons/Lessons.cs", "record LessonHelpers;")]
    [InlineData("src/Gateway/Lessons/Lessons.cs", "interface ILessonService;")]
    [InlineData("src/Domain/Common/Lesson.cs", "class Lesson;")]
    [InlineData("src/Web/src/utils/dates.ts", "")]
    public void A_name_that_says_nothing_is_found(string path, string text) => Assert.NotEmpty(Empty(new(path, text)));

    [Fact]
    public void Types_are_internal_outside_the_projects_that_others_see() => Assert.Empty(Repository.CSharp.SelectMany(TooVisible));

    [Theory]
    [InlineData("src/Grains/Lessons/LessonGrain.cs", "namespace Classroom.Grains.Lessons; public sealed class LessonGrain;")]
    [InlineData("src/Gateway/Hosting/GatewayExtensions.cs", "namespace Classroom.Gateway; public static class GatewayExtensions;")]
    [InlineData("src/Storage/Sqlite/Log.cs", "namespace Classroom.Storage { public record Row(int Id); }")]
    public void A_public_type_elsewhere_is_found(string path, string text) => Assert.NotEmpty(TooVisible(new(path, text)));

    [Fact]
    public void Classes_are_sealed_unless_something_derives_from_them() => Assert.Empty(Open(Repository.CSharp.Where(file => file.IsSource)));

    [Fact]
    public void An_open_class_is_found() => Assert.Single(Open([new("src/Domain/A.cs", "class A; class B : A { } class C(int x) : B; abstract class D; static class E;")]));

    [GeneratedRegex("(Helpers?|Managers?|Utils?|Utilit(y|ies)|Services?)$")]
    private static partial Regex EmptyType { get; }

    [GeneratedRegex("(^|/)(commons?|helpers?|managers?|utils?|utilit(y|ies)|services?|misc|shared)(/|\\.[a-z]+$)", RegexOptions.IgnoreCase)]
    private static partial Regex EmptyFolder { get; }

    private static IEnumerable<string> Empty(SourceFile file)
    {
        var folders = EmptyFolder.IsMatch(file.Path) ? [file.Path] : Enumerable.Empty<string>();
        var types = file.Extension != ".cs" ? [] : file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Where(type => EmptyType.IsMatch(type.Identifier.Text)).Select(type => $"{file.At(type)} {type.Identifier.Text}");
        return folders.Concat(types);
    }

    private static IEnumerable<string> TooVisible(SourceFile file) =>
        !file.IsSource || References.Public.Contains(file.Project) ? [] :
        from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where type.Modifiers.Any(SyntaxKind.PublicKeyword) && type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
        where type.Identifier.Text != "Program" && !IsDoor(type)
        select $"{file.At(type)} {type.Identifier.Text} is public";

    private static bool IsDoor(BaseTypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.StaticKeyword) && type.Parent is BaseNamespaceDeclarationSyntax space && References.Doors.Contains(space.Name.ToString());

    private static IEnumerable<string> Open(IEnumerable<SourceFile> files)
    {
        var types = files.SelectMany(file => file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>().Select(type => (file, type))).ToList();
        var bases = types.SelectMany(found => found.type.BaseList?.Types ?? []).Select(parent => NameOf(parent.Type)).ToHashSet();
        return from found in types
               where found.type is ClassDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.StructKeyword }
               where !found.type.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword)
               where !bases.Contains(found.type.Identifier.Text) && !IsSealedInAnotherPart(found.type, types.Select(other => other.type))
               select $"{found.file.At(found.type)} {found.type.Identifier.Text} is neither sealed nor derived from";
    }

    private static bool IsSealedInAnotherPart(TypeDeclarationSyntax type, IEnumerable<TypeDeclarationSyntax> types) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword)
        && types.Any(other => other.Identifier.Text == type.Identifier.Text && other.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword));

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };
}
