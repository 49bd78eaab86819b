"""Statistics 检查结果应用 (rule text 六): what is counted, by which cuts, how surely, what follows."""
