using System.Xml.Linq;

namespace Classroom.Architecture.Tests;

/// <summary>Holds the projects to <see cref="References"/>.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void A_project_references_only_what_the_table_allows() => Assert.Empty(Repository.Projects.SelectMany(Forbidden));

    [Theory]
    [InlineData("src/Domain/Domain.csproj", "<ProjectReference Include='../Grains/Grains.csproj' />")]
    [InlineData("src/Domain/Domain.csproj", "<PackageReference Include='Microsoft.Orleans.Sdk' />")]
    [InlineData("src/Client/Client.csproj", "<ProjectReference Include='../../tests/Domain.Tests/Domain.Tests.csproj' />")]
    [InlineData("src/New/New.csproj", "<ProjectReference Include='../Domain/Domain.csproj' />")]
    [InlineData("tests/Domain.Tests/Domain.Tests.csproj", "<ProjectReference Include='../New.Tests/New.Tests.csproj' />")]
    public void A_reference_beside_the_table_is_found(string path, string item) =>
        Assert.NotEmpty(Forbidden(new(path, $"<Project><ItemGroup>{item}</ItemGroup></Project>")));

    [Fact]
    public void Every_project_is_in_the_solution() => Assert.Empty(Outside(Repository.Projects, SolutionText()));

    [Fact]
    public void A_project_outside_the_solution_is_found() => Assert.NotEmpty(Outside([new("src/New/New.csproj", "")], SolutionText()));

    [Fact]
    public void Every_project_has_a_lock_file() => Assert.Empty(Repository.Projects.SelectMany(Unlocked));

    [Fact]
    public void A_project_without_lock_file_is_found() => Assert.NotEmpty(Unlocked(new("src/New/New.csproj", "")));

    [Fact]
    public void Package_versions_are_central() => Assert.Empty(Repository.Projects.SelectMany(OwnVersions));

    [Theory]
    [InlineData("<PackageReference Include='CsCheck' Version='5.0.1' />")]
    [InlineData("<PackageReference Include='CsCheck' VersionOverride='5.0.1' />")]
    [InlineData("<PackageReference Include='CsCheck'><Version>5.0.1</Version></PackageReference>")]
    public void A_version_in_a_project_is_found(string item) =>
        Assert.NotEmpty(OwnVersions(new("src/Domain/Domain.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>")));

    private static IEnumerable<string> Forbidden(SourceFile project)
    {
        var allowed = project.IsTest ? References.Allowed.Keys.Concat(References.Shared) : References.Allowed.GetValueOrDefault(project.Project, []);
        var packages = project.IsSource ? References.AllowedPackages.GetValueOrDefault(project.Project) : null;
        var beside = Includes(project, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))).Except(allowed);
        var beyond = packages is null ? [] : Includes(project, "PackageReference").Except(packages);
        return beside.Concat(beyond).Select(reference => $"{project.Path} references {reference}");
    }

    private static IEnumerable<string> Outside(IEnumerable<SourceFile> projects, string solution) =>
        projects.Select(project => project.Path).Where(path => !solution.Contains($"\"{path.Replace('/', '\\')}\"", StringComparison.Ordinal));

    private static IEnumerable<string> Unlocked(SourceFile project)
    {
        var path = $"{Path.GetDirectoryName(project.Path)}/packages.lock.json";
        return Repository.Exists(path) ? [] : [path];
    }

    private static IEnumerable<string> OwnVersions(SourceFile project) =>
        XDocument.Parse(project.Text).Descendants("PackageReference")
            .Where(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null || package.HasElements)
            .Select(package => $"{project.Path}: {package}");

    private static IEnumerable<string> Includes(SourceFile project, string item) =>
        XDocument.Parse(project.Text).Descendants(item).Select(reference => reference.Attribute("Include")!.Value);

    private static string SolutionText() => Repository.Files.Single(file => file.Path == "Classroom.sln").Text;
}
