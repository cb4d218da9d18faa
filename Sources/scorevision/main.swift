print("scorevision")
