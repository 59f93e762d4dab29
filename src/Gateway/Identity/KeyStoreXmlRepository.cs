using System.Xml.Linq;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Classroom.Gateway.Identity;

/// <summary>Keeps Data Protection's key ring in the key store, so that all gateways read each other's cookies and tickets.</summary>
internal sealed class KeyStoreXmlRepository(IKeyStore keys) : IXmlRepository
{
    private const string Kind = "dataProtection";

    // The framework's interface is synchronous. It calls a few times a day, and never on the store's own thread.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. keys.ReadAsync(Kind).GetAwaiter().GetResult().Select(key => XElement.Parse(key.Value))];

    public void StoreElement(XElement element, string friendlyName) =>
        keys.KeepAsync(Kind, new(friendlyName, element.ToString(SaveOptions.DisableFormatting))).GetAwaiter().GetResult();
}
