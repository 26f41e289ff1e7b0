global using Ddas.Nas.SearchSpace;
