using System.Globalization;
using System.Runtime.InteropServices;
using Ddas.Nas.Onnx.Schema;
using Ddas.Nas.Records;
using Google.Protobuf;
using static Ddas.Nas.Onnx.Schema.AttributeProto.Types;
using DataType = Ddas.Nas.Onnx.Schema.TensorProto.Types.DataType;

namespace Ddas.Nas.Onnx;

/// <summary>Builds an ONNX graph value by value; a value is known by its name.</summary>
internal sealed class GraphBuilder
{
    private const int Opset = 17;
    private const int IrVersion = 8; // the one of opset 17
    private readonly GraphProto graph = new() { Name = "cell" };

    /// <summary>Adds the input, whose first dimension is dynamic.</summary>
    public string Input(string name, DataType type, params ReadOnlySpan<long> shape)
    {
        graph.Input.Add(Value(name, type, shape));
        return name;
    }

    /// <summary>Names a value as the output, whose first dimension is dynamic.</summary>
    public void Output(string value, string name, params ReadOnlySpan<long> shape)
    {
        var node = new NodeProto { OpType = "Identity", Name = name };
        node.Input.Add(value);
        node.Output.Add(name);
        graph.Node.Add(node);
        graph.Output.Add(Value(name, DataType.Float, shape));
    }

    /// <summary>Adds weights, row-major.</summary>
    public string Weights(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(name, DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a vector of whole numbers.</summary>
    public string Numbers(string name, params ReadOnlySpan<long> values) => Constant(name, DataType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Adds a node of one output.</summary>
    /// <param name="operation">The ONNX operator.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="attributes">Its attributes: float, long or long[].</param>
    public string Node(string operation, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        string output = string.Create(CultureInfo.InvariantCulture, $"{operation}_{graph.Node.Count}");
        var node = new NodeProto { OpType = operation, Name = output };
        node.Input.Add(inputs);
        node.Output.Add(output);
        foreach (var (name, value) in attributes) node.Attribute.Add(Attribute(name, value));
        graph.Node.Add(node);
        return output;
    }

    /// <summary>The model's bytes.</summary>
    /// <param name="metadata">Free text entries.</param>
    public byte[] Build(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "Ddas.Nas", ProducerVersion = RunManifest.CurrentLibraryVersion, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        model.MetadataProps.Add(metadata.Select(static m => new StringStringEntryProto { Key = m.Key, Value = m.Value }));
        return model.ToByteArray();
    }

    private string Constant(string name, DataType type, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        var constant = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (long size in shape) constant.Dims.Add(size);
        graph.Initializer.Add(constant);
        return name;
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case float number: (attribute.Type, attribute.F) = (AttributeType.Float, number); break;
            case long number: (attribute.Type, attribute.I) = (AttributeType.Int, number); break;
            case long[] numbers:
                attribute.Type = AttributeType.Ints;
                attribute.Ints.Add(numbers);
                break;
            default: throw new ArgumentException($"An attribute is of type {value.GetType().Name}.", nameof(value));
        }

        return attribute;
    }

    private static ValueInfoProto Value(string name, DataType type, ReadOnlySpan<long> shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        foreach (long size in shape) dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } } };
    }
}
