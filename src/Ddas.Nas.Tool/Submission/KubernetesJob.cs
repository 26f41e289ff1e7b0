using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ddas.Nas.Tool.Submission;

/// <summary>The manifest of an Indexed Job; each pod does one share of an evaluation. The application does not talk to the cluster.</summary>
/// <param name="Container">The image that holds the application as <c>ddas</c>.</param>
/// <param name="Claim">The persistent volume claim with images and results.</param>
/// <param name="Mount">Where pods see it.</param>
internal sealed record KubernetesJob(string Container, string Claim, string Mount)
{
    /// <summary>The manifest, YAML.</summary>
    /// <param name="arguments">The application's arguments, without the share.</param>
    /// <param name="tasks">Number of shares.</param>
    /// <param name="parallel">Most pods at once; null for all.</param>
    public string Manifest(IEnumerable<string> arguments, int tasks, int? parallel)
    {
        string command = string.Create(CultureInfo.InvariantCulture, $"exec ddas {ShellText.Command(arguments)} --task \"$JOB_COMPLETION_INDEX\" --tasks {tasks}");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: ddas-evaluate-{Hash(command)}
            spec:
              completionMode: Indexed
              completions: {tasks}
              parallelism: {Math.Min(tasks, parallel ?? tasks)}
              backoffLimitPerIndex: 3
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: ddas
                      image: {Text(Container)}
                      command: ["/bin/sh", "-c", {Text(command)}]
                      volumeMounts:
                        - name: work
                          mountPath: {Text(Mount)}
                  volumes:
                    - name: work
                      persistentVolumeClaim:
                        claimName: {Text(Claim)}

            """);
        return text.ToString();
    }

    /// <summary>The same work has the same name, so that applying a manifest twice starts nothing new.</summary>
    private static string Hash(string command) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command)))[..8];

    // YAML's double-quoted text takes what JSON's does.
    private static string Text(string value) => JsonSerializer.Serialize(value, Readable);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
