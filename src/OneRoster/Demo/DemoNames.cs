using Bogus;

namespace Classroom.OneRoster.Demo;

/// <summary>Invented French names, one after the other: with accents, hyphens, apostrophes and particles.</summary>
internal sealed class DemoNames(int seed)
{
    private static readonly string[] Particles = ["de ", "de La ", "du ", "d'", "Le ", "Ben "];
    private static readonly string[] Givens = ["Anaïs", "Benoît", "Chloé", "Zoé", "Jérôme", "Noël", "Maëlys", "Loïc", "Éléonore", "Œdipe", "Jean-Baptiste", "Marie-Thérèse"];
    private static readonly string[] Families = ["Lefèvre", "Côté", "Müller", "Nguyễn", "García", "Brontë", "Šimić", "N'Diaye"];
    private readonly Faker _faker = new("fr") { Random = new Randomizer(seed) };

    public (string Given, string Family) Next()
    {
        var random = _faker.Random;
        var given = random.Bool(0.15f) ? random.ArrayElement(Givens) : _faker.Name.FirstName();
        var family = random.Bool(0.1f) ? random.ArrayElement(Families) : _faker.Name.LastName();
        return random.Int(0, 19) switch
        {
            0 => (given, random.ArrayElement(Particles) + family),
            1 => (given, $"{family}-{_faker.Name.LastName()}"),
            _ => (given, family),
        };
    }
}
